; The value of an update is read, too; lifetimes of one method do not hold for both.
declare void @llvm.lifetime.start.p0(i64, ptr)

declare void @llvm.lifetime.end.p0(i64, ptr)

define i64 @f(ptr %map, i32 %x) {
  %key = alloca i32, align 8
  %other = alloca i32, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %key)
  store i32 %x, ptr %key, align 8
  %error = call i64 inttoptr (i64 2 to ptr)(ptr %map, ptr %key, ptr %key, i64 0)
  call void @llvm.lifetime.end.p0(i64 4, ptr %key)
  call void @llvm.lifetime.start.p0(i64 4, ptr %other)
  store i32 %x, ptr %other, align 8
  %second = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %other)
  call void @llvm.lifetime.end.p0(i64 4, ptr %other)
  ret i64 %second
}

; after share-helper-slots
define i64 @f(ptr %map, i32 %x) {
  %key = alloca i32, align 8
  store i32 %x, ptr %key, align 8
  %error = call i64 inttoptr (i64 2 to ptr)(ptr %map, ptr %key, ptr %key, i64 0)
  %second = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %key)
  ret i64 %second
}
