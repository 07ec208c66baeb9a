; Known bits of an intrinsic.
@table = global [65 x i8] zeroinitializer

declare i32 @llvm.ctpop.i32(i32)

define i8 @f(i32 %x) {
  %bits = call i32 @llvm.ctpop.i32(i32 %x)
  %index = zext i32 %bits to i64
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after index-bounds
define i8 @f(i32 %x) {
  %bits = call i32 @llvm.ctpop.i32(i32 %x)
  %1 = zext i32 %bits to i64
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %3 = icmp ugt i64 %2, 32
  %4 = select i1 %3, i64 32, i64 %2
  %5 = trunc i64 %4 to i32
  %index = zext i32 %5 to i64
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
