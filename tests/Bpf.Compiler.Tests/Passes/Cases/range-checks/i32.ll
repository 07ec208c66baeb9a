; x from 1 to 16; it is not negative, so that its sign is zeros.
define i8 @f(ptr %table, i32 %x) {
  %distance = add i32 %x, -1
  %fits = icmp ult i32 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  %index = sext i32 %x to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after range-checks
define i8 @f(ptr %table, i32 %x) {
  %distance = add i32 %x, -1
  %fits = icmp ult i32 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  %1 = call i32 asm "", "=r,0"(i32 %distance)
  %2 = add i32 %1, 1
  %3 = zext i32 %2 to i64
  %address = getelementptr i8, ptr %table, i64 %3
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
