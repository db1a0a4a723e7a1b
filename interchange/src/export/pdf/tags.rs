//! What a PDF means to somebody who does not see it: headings, tables, lists and text in reading order.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use super::block::{Block, Role};

/// The tree in the making. Blocks come in reading order.
#[derive(Default)]
pub(super) struct Tags {
    done: Vec<Node>,
    open: Option<Open>,
    role: Option<Role>,
    /// The words of the block's first cell.
    title: String,
    /// What was drawn of the block, by cell.
    drawn: Vec<(usize, Identifier)>,
    /// What is read last: a table goes on behind the foot of its first page.
    last: Vec<Node>,
    /// The code of the first page, until its link is known.
    code: Option<TagGroup>,
    /// How deep the last heading was.
    level: u16,
}

/// A table or list that more rows may belong to.
struct Open {
    number: usize,
    is_table: bool,
    group: TagGroup,
}

impl Tags {
    pub(super) fn begin(&mut self, block: &Block) {
        self.role = Some(block.role.clone());
        self.title = block.words(0);
        self.drawn.clear();
    }

    pub(super) fn content(&mut self, cell: usize, id: Identifier) {
        self.drawn.push((cell, id));
    }

    /// The cells of a row of which nothing was drawn.
    pub(super) fn empty_cells(&self) -> Vec<usize> {
        match self.role {
            Some(Role::Row { n_cells, .. }) => {
                let is_drawn = |cell: &usize| self.drawn.iter().any(|(other, _)| other == cell);
                (0..n_cells).filter(|cell| !is_drawn(cell)).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn end(&mut self) {
        let Some(role) = self.role.take() else { return };
        match role {
            Role::Row { table, n_cells, head } => {
                let row = self.row(n_cells, head);
                self.within(table, true, || TagGroup::new(Tag::Table)).push(row);
            }
            Role::Facts { list } => {
                let items = self.items();
                let list = self.within(list, false, || TagGroup::new(Tag::L(ListNumbering::None)));
                for item in items {
                    list.push(item);
                }
            }
            Role::Heading(level) => {
                self.close();
                if self.title.is_empty() {
                    // What is left of a heading that is longer than a page, or says nothing.
                    return self.alone(Tag::P);
                }
                // No level is left out on the way down (ISO 14289-1, 7.4.2).
                self.level = level.min(self.level + 1).max(1);
                let level = NonZeroU16::new(self.level).unwrap_or(NonZeroU16::MIN);
                let heading = self.of(0);
                let tag = Tag::Hn(level, Some(std::mem::take(&mut self.title)));
                self.done.push(TagGroup::with_children(tag, heading).into());
                self.drawn.retain(|(cell, _)| *cell != 0);
                if !self.drawn.is_empty() {
                    self.alone(Tag::P);
                }
            }
            Role::Text => self.alone(Tag::P),
            Role::Figure(alt) => self.alone(Tag::Figure(Some(alt))),
            Role::Foot => {
                let group = self.group(Tag::P);
                self.last.push(group.into());
            }
            Role::Code(alt) => self.code = Some(self.group(Tag::Figure(Some(alt)))),
        }
    }

    /// The link over the code that was drawn last.
    pub(super) fn link(&mut self, id: Identifier, alt: String) {
        let mut link = TagGroup::new(Tag::Link.with_alt_text(Some(alt)));
        link.children.extend(self.code.take().map(Node::from));
        link.push(id);
        self.last.push(TagGroup::with_children(Tag::P, vec![link.into()]).into());
    }

    pub(super) fn tree(mut self) -> TagTree {
        self.close();
        let mut tree = TagTree::new();
        self.done.extend(self.last);
        self.done.into_iter().for_each(|node| tree.push(node));
        tree
    }

    fn close(&mut self) {
        self.done.extend(self.open.take().map(|open| Node::from(open.group)));
    }

    fn alone(&mut self, tag: impl Into<TagKind>) {
        self.close();
        let group = self.group(tag);
        self.done.push(group.into());
    }

    /// All that was drawn in one group.
    fn group(&mut self, tag: impl Into<TagKind>) -> TagGroup {
        let leaves = self.drawn.drain(..).map(|(_, id)| Node::from(id));
        TagGroup::with_children(tag, leaves.collect())
    }

    /// The table or list of this number, a new one if another is open.
    fn within(&mut self, number: usize, is_table: bool, new: fn() -> TagGroup) -> &mut TagGroup {
        let same = |open: &Open| open.number == number && open.is_table == is_table;
        if !self.open.as_ref().is_some_and(same) {
            self.close();
        }
        let open = self.open.get_or_insert_with(|| Open { number, is_table, group: new() });
        &mut open.group
    }

    /// The first cell of a row is its heading, all cells of a head are those of their columns.
    fn row(&mut self, n_cells: usize, head: bool) -> TagGroup {
        let cells = (0..n_cells).map(|cell| {
            let tag: TagKind = match (head, cell) {
                (true, _) => Tag::TH(TableHeaderScope::Column).into(),
                (false, 0) => Tag::TH(TableHeaderScope::Row).into(),
                (false, _) => Tag::TD.into(),
            };
            Node::from(TagGroup::with_children(tag, self.of(cell)))
        });
        TagGroup::with_children(Tag::TR, cells.collect())
    }

    fn items(&mut self) -> Vec<TagGroup> {
        let n_items = self.drawn.iter().map(|(cell, _)| cell / 2 + 1).max().unwrap_or_default();
        let items = (0..n_items).map(|idx| {
            let mut item = TagGroup::new(Tag::LI);
            let name = self.of(2 * idx);
            if !name.is_empty() {
                item.push(TagGroup::with_children(Tag::Lbl, name));
            }
            item.push(TagGroup::with_children(Tag::LBody, self.of(2 * idx + 1)));
            item
        });
        items.collect()
    }

    fn of(&self, cell: usize) -> Vec<Node> {
        let drawn = self.drawn.iter().filter(|(other, _)| *other == cell);
        drawn.map(|(_, id)| Node::from(*id)).collect()
    }
}
