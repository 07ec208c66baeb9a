// LLVM handles are structs of one pointer and are passed to native code unchanged.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
