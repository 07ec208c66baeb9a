; Only the low bits of x matter to the sum.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %fits = icmp ult i32 %low, 100
  br i1 %fits, label %inside, label %outside

inside:
  %sum = add i64 %x, 7
  %index = and i64 %sum, 127
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after narrow-indexes
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %1 = trunc i64 %x to i32
  %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
  %3 = zext i32 %2 to i64
  %fits = icmp ult i32 %2, 100
  br i1 %fits, label %inside, label %outside

inside:
  %sum = add i64 %3, 7
  %index = and i64 %sum, 127
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
