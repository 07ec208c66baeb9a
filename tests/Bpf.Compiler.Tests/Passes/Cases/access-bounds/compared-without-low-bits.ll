; The comparison is of the value without its lowest bit.
@table = global [16 x i32] zeroinitializer

define i32 @f(i64 %x) {
  %word = trunc i64 %x to i32
  %masked = and i32 %word, 254
  %distance = add i32 %masked, -2
  %fits = icmp ult i32 %distance, 6
  br i1 %fits, label %inside, label %outside

inside:
  %up = shl i64 %x, 2
  %index = and i64 %up, 1020
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i32, ptr %address, align 4
  ret i32 %element

outside:
  ret i32 0
}

; after access-bounds
define i32 @f(i64 %x) {
  %word = trunc i64 %x to i32
  %masked = and i32 %word, 254
  %distance = add i32 %masked, -2
  %fits = icmp ult i32 %distance, 6
  br i1 %fits, label %inside, label %outside

inside:
  %up = shl i64 %x, 2
  %index = and i64 %up, 1020
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = and i64 %1, 28
  %3 = getelementptr i8, ptr @table, i64 %2
  %element = load i32, ptr %3, align 4
  ret i32 %element

outside:
  ret i32 0
}
