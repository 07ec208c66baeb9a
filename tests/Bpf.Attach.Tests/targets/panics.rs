use std::hint::black_box;
use std::panic;

#[no_mangle]
#[inline(never)]
pub fn panics(number: i32) -> i32 {
    if number > 0 {
        panic!("thrown");
    }
    number
}

#[no_mangle]
#[inline(never)]
pub fn cleans(number: i32) -> i32 {
    let bytes = vec![1u8; number as usize + 10];
    let result = panics(number);
    black_box(&bytes);
    result
}

fn main() {
    let result = panic::catch_unwind(|| cleans(black_box(1)));
    std::process::exit(if result.is_err() { 0 } else { 1 });
}
