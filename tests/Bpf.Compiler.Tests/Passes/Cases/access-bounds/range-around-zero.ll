; From -4 to 3, with the constant that makes indexes of that behind it: the sum is bounded.
@table = global [32 x i8] zeroinitializer

define i32 @f(i16 %x) {
  %sum = add i16 %x, 4
  %fits = icmp ult i16 %sum, 8
  br i1 %fits, label %inside, label %outside

inside:
  %wide = sext i16 %x to i64
  %scaled = shl i64 %wide, 2
  %middle = getelementptr i8, ptr @table, i64 %scaled
  %address = getelementptr i8, ptr %middle, i64 16
  %element = load i32, ptr %address, align 4
  ret i32 %element

outside:
  ret i32 0
}

; after access-bounds
define i32 @f(i16 %x) {
  %sum = add i16 %x, 4
  %fits = icmp ult i16 %sum, 8
  br i1 %fits, label %inside, label %outside

inside:
  %wide = sext i16 %x to i64
  %scaled = shl i64 %wide, 2
  %1 = add i64 %scaled, 16
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %3 = and i64 %2, 28
  %4 = getelementptr i8, ptr @table, i64 %3
  %element = load i32, ptr %4, align 4
  ret i32 %element

outside:
  ret i32 0
}
