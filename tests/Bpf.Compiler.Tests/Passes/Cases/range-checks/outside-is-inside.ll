; The range is where the comparison is false.
define i8 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %beyond = icmp ugt i64 %distance, 15
  br i1 %beyond, label %outside, label %inside

inside:
  %address = getelementptr i8, ptr %table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after range-checks
define i8 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %beyond = icmp ugt i64 %distance, 15
  br i1 %beyond, label %outside, label %inside

inside:
  %1 = call i64 asm "", "=r,0"(i64 %distance)
  %2 = add i64 %1, 1
  %address = getelementptr i8, ptr %table, i64 %2
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
