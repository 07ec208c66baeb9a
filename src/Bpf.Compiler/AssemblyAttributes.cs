// Handles of LLVM are structs of one pointer and cross to native code as they are.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
