; Markers of a lifetime are no use.
declare void @llvm.lifetime.start.p0(i64, ptr)

define i64 @f(ptr %map, i16 %x) {
  %key = alloca i16, align 8
  call void @llvm.lifetime.start.p0(i64 2, ptr %key)
  store i16 %x, ptr %key, align 8
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
  ret i64 %value
}

; after align-helper-slots
define i64 @f(ptr %map, i16 %x) {
  %key = alloca i16, align 2
  call void @llvm.lifetime.start.p0(ptr %key)
  store i16 %x, ptr %key, align 2
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
  ret i64 %value
}
