; The verifier learns the bound of the i8 that is compared, in a register of its own, and nothing of the i64.
@table = global [16 x i8] zeroinitializer

define i8 @f(i64 %x) {
  %low = trunc i64 %x to i8
  %fits = icmp ult i8 %low, 10
  br i1 %fits, label %inside, label %outside

inside:
  %index = and i64 %x, 255
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after access-bounds
define i8 @f(i64 %x) {
  %low = trunc i64 %x to i8
  %fits = icmp ult i8 %low, 10
  br i1 %fits, label %inside, label %outside

inside:
  %index = and i64 %x, 255
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = and i64 %1, 15
  %3 = getelementptr i8, ptr @table, i64 %2
  %element = load i8, ptr %3, align 1
  ret i8 %element

outside:
  ret i8 0
}
