//! Tables for a terminal: columns as wide as their widest value.

/// Rows under a heading. The last column is not filled up.
pub(super) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let mut widths = heading.map(chars);
    for row in rows {
        for (width, value) in widths.iter_mut().zip(row) {
            *width = (*width).max(chars(value));
        }
    }
    let mut text = line(&heading, &widths);
    for row in rows {
        text.push('\n');
        text.push_str(&line(&row.each_ref().map(String::as_str), &widths));
    }
    text
}

fn line(values: &[&str], widths: &[usize]) -> String {
    let mut line = String::new();
    for (value, width) in values.iter().zip(widths) {
        line.push_str(value);
        line.extend(std::iter::repeat_n(' ', width - chars(value) + 2));
    }
    line.truncate(line.trim_end().len());
    line
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_stand_under_each_other_whatever_letters_they_hold() {
        let rows = [
            ["1".to_owned(), "Łódź".to_owned(), "Klub".to_owned()],
            ["12".to_owned(), "Oslo".to_owned(), String::new()],
        ];
        let expected = "row  city  venue\n1    Łódź  Klub\n12   Oslo";
        assert_eq!(table(["row", "city", "venue"], &rows), expected);
    }
}
