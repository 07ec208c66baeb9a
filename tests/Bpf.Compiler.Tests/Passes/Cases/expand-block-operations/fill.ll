; A fill of a part of a stack slot.
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @g(ptr)

define void @f(i64 %size) {
  %buffer = alloca [16 x i8], align 8
  %start = getelementptr i8, ptr %buffer, i64 4
  call void @llvm.memset.p0.i64(ptr %start, i8 7, i64 %size, i1 false)
  call void @g(ptr %buffer)
  ret void
}

; after expand-block-operations
define void @f(i64 %size) {
  %buffer = alloca [16 x i8], align 8
  %start = getelementptr i8, ptr %buffer, i64 4
  %1 = call i64 asm "", "=r,0"(i64 %size)
  %2 = icmp ugt i64 %1, 12
  %3 = select i1 %2, i64 12, i64 %1
  br label %test.i

test.i:
  %done.i = phi i64 [ 0, %0 ], [ %5, %body.i ]
  %more.i = icmp ult i64 %done.i, %3
  br i1 %more.i, label %body.i, label %bpfc.fill.exit

body.i:
  %to.i = getelementptr i8, ptr %start, i64 %done.i
  store i8 7, ptr %to.i, align 1
  %4 = add i64 %done.i, 1
  %5 = call i64 asm "", "=r,0"(i64 %4)
  br label %test.i

bpfc.fill.exit:
  call void @g(ptr %buffer)
  ret void
}
