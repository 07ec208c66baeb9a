; The code generator drops a mask that is redundant by known bits.
@table = global [64 x i8] zeroinitializer

define i8 @f(i64 %x) {
  %quotient = urem i64 %x, 20
  %index = and i64 %quotient, 31
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after index-bounds
define i8 @f(i64 %x) {
  %quotient = urem i64 %x, 20
  %1 = call i64 asm "", "=r,0"(i64 %quotient)
  %2 = icmp ugt i64 %1, 19
  %3 = select i1 %2, i64 19, i64 %1
  %index = and i64 %3, 31
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
