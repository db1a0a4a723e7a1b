//! From blocks to pages.
//!
//! A block stands on one page. Whatever is kept with the next begins on its page, so no heading is left
//! alone; a table's headings stand again where it goes on; a block that is taller than a page is
//! the only one that is split.

use std::rc::Rc;

use super::block::Block;

/// Blocks that follow each other.
#[derive(Default)]
pub(super) struct Group {
    pub(super) blocks: Vec<Block>,
    /// Whether it begins a page unless it fits the rest of one.
    pub(super) together: bool,
    /// Whether it begins a page in any case.
    pub(super) fresh: bool,
}

/// A block on a page.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Points from the top of the page's content.
    pub(super) y: f32,
    pub(super) block: Rc<Block>,
    /// Whether it stood before and stands here again.
    pub(super) again: bool,
}

/// How much room pages have, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// On the first page.
    pub(super) first: f32,
    /// On every other one.
    pub(super) later: f32,
}

/// Blocks on pages; never none.
pub(super) fn pages(groups: Vec<Group>, room: Room) -> Vec<Vec<Placed>> {
    let mut flow = Flow { room, pages: vec![Vec::new()], used: 0.0 };
    for group in groups {
        let tall = height_of(&group.blocks) + group.blocks.first().map_or(0.0, |b| b.before);
        if group.fresh || (group.together && tall > flow.left()) {
            flow.turn();
        }
        let mut blocks = group.blocks.into_iter().peekable();
        let mut chain = Vec::new();
        while let Some(block) = blocks.next() {
            let more = block.keep && blocks.peek().is_some();
            chain.push(block);
            if !more {
                flow.chain(std::mem::take(&mut chain));
            }
        }
    }
    flow.pages
}

/// The height of blocks without the space above the first.
fn height_of(blocks: &[Block]) -> f32 {
    let all = blocks.iter().map(|block| block.before + block.height).sum::<f32>();
    all - blocks.first().map_or(0.0, |block| block.before)
}

struct Flow {
    room: Room,
    pages: Vec<Vec<Placed>>,
    used: f32,
}

impl Flow {
    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    fn full(&self) -> f32 {
        if self.pages.len() <= 1 { self.room.first } else { self.room.later }
    }

    fn left(&self) -> f32 {
        self.full() - self.used
    }

    fn turn(&mut self) {
        if !self.is_fresh() {
            self.pages.push(Vec::new());
            self.used = 0.0;
        }
    }

    /// Blocks of which each is kept with the next.
    fn chain(&mut self, blocks: Vec<Block>) {
        let before = blocks.first().map_or(0.0, |block| block.before);
        let tall = height_of(&blocks);
        let fits = |flow: &Self| tall + if flow.is_fresh() { 0.0 } else { before } <= flow.left();
        if !fits(self) && tall <= self.room.later {
            self.turn();
        }
        for block in blocks {
            self.one(block);
        }
    }

    fn one(&mut self, mut block: Block) {
        loop {
            self.head_again(&block);
            let before = if self.is_fresh() { 0.0 } else { block.before };
            if before + block.height <= self.left() {
                return self.put(before, block);
            }
            // A block that is taller than a page is split where at least half of one is left.
            let least = self.room.later / 2.0;
            let is_tall = block.height > self.room.later - repeated(&block);
            let must_turn = !is_tall || self.left() - before < least;
            if must_turn && !self.only_repeated() {
                self.turn();
                continue;
            }
            let (above, below) = block.split(self.left() - before);
            self.put(before, above);
            self.turn();
            block = below;
        }
    }

    /// Whether nothing stands on the page but what stood before.
    fn only_repeated(&self) -> bool {
        self.pages.last().is_none_or(|page| page.iter().all(|placed| placed.again))
    }

    fn head_again(&mut self, block: &Block) {
        if !self.is_fresh() || self.pages.len() == 1 {
            return;
        }
        if let Some(head) = &block.repeats {
            let height = head.height;
            let block = Rc::clone(head);
            let y = self.used;
            self.used += height;
            self.stand(Placed { y, block, again: true });
        }
    }

    fn put(&mut self, before: f32, block: Block) {
        let y = self.used + before;
        self.used = y + block.height;
        self.stand(Placed { y, block: Rc::new(block), again: false });
    }

    fn stand(&mut self, placed: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.push(placed);
        }
    }
}

fn repeated(block: &Block) -> f32 {
    block.repeats.as_ref().map_or(0.0, |head| head.height)
}
