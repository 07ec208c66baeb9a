; LLVM has moved the address up, out of the branch. What is behind the check is bounded there.
@table = global [16 x i8] zeroinitializer

define i8 @f(i32 %x) {
  %index = zext i32 %x to i64
  %address = getelementptr i8, ptr @table, i64 %index
  %fits = icmp ult i32 %x, 16
  br i1 %fits, label %inside, label %outside

inside:
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after access-bounds
define i8 @f(i32 %x) {
  %index = zext i32 %x to i64
  %fits = icmp ult i32 %x, 16
  br i1 %fits, label %inside, label %outside

inside:
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = and i64 %1, 15
  %3 = getelementptr i8, ptr @table, i64 %2
  %element = load i8, ptr %3, align 1
  ret i8 %element

outside:
  ret i8 0
}
