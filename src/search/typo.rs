//! How near words are to each other, for those that were misspelt.

/// The words at most so many edits away, with the distance in halves, the nearest first: another first letter counts
/// half an edit more.
pub(super) fn near_words<'a>(text: &str, words: impl Iterator<Item = &'a str>, most: usize) -> Vec<(usize, String)> {
    let near = |word: &str| {
        let is_other = word.as_bytes().first() != text.as_bytes().first();
        distance(text, word, most).map(|edits| (2 * edits + usize::from(is_other), word.to_owned()))
    };
    let mut found: Vec<(usize, String)> = words.filter_map(near).collect();
    found.sort_unstable();
    found
}

/// How many letters have to be put in, left out, changed or swapped with their neighbor to make one word of the other.
pub(super) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let mut edits = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row.push(edits);
        }
        if row.iter().all(|edits| *edits > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|edits| *edits <= most)
}
