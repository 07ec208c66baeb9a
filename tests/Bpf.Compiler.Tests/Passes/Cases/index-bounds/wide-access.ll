; The last access must end in the object.
@table = global [20 x i8] zeroinitializer

define i32 @f(i64 %x, i64 %y) {
  %index = lshr i64 %x, %y
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i32, ptr %address, align 1
  ret i32 %element
}

; after index-bounds
define i32 @f(i64 %x, i64 %y) {
  %index = lshr i64 %x, %y
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = icmp ugt i64 %1, 16
  %3 = select i1 %2, i64 16, i64 %1
  %address = getelementptr i8, ptr @table, i64 %3
  %element = load i32, ptr %address, align 1
  ret i32 %element
}
