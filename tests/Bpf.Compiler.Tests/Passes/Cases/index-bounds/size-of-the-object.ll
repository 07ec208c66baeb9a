; Nothing is known of the index but that C# has checked it.
@table = global [20 x i8] zeroinitializer

define i8 @f(i64 %x, i64 %y) {
  %index = lshr i64 %x, %y
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after index-bounds
define i8 @f(i64 %x, i64 %y) {
  %index = lshr i64 %x, %y
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = icmp ugt i64 %1, 19
  %3 = select i1 %2, i64 19, i64 %1
  %address = getelementptr i8, ptr @table, i64 %3
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
