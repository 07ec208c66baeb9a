; The range is the numbers above the limit: x from 1 to 16 once more.
define i8 @f(ptr %table, i64 %x) {
  %sum = add i64 %x, -17
  %fits = icmp ugt i64 %sum, -17
  br i1 %fits, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr %table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after range-checks
define i8 @f(ptr %table, i64 %x) {
  %1 = add i64 %x, -1
  %2 = icmp ult i64 %1, 16
  br i1 %2, label %inside, label %outside

inside:
  %3 = call i64 asm "", "=r,0"(i64 %1)
  %4 = add i64 %3, 1
  %address = getelementptr i8, ptr %table, i64 %4
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
