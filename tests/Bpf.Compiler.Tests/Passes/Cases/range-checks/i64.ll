; x from 1 to 16.
define i8 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
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
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  %1 = call i64 asm "", "=r,0"(i64 %distance)
  %2 = add i64 %1, 1
  %address = getelementptr i8, ptr %table, i64 %2
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
