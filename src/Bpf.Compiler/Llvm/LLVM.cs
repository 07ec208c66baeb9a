namespace Bpf.Compiler.Llvm;

/// <summary>
/// The LLVM-C functions in use, by their C names without the prefix. All of them exist in LLVM 15 and later. Lengths are in UTF-8 bytes.
/// <see cref="LlvmLibrary.Load"/> must have succeeded before the first call.
/// </summary>
internal static unsafe partial class LLVM
{
    internal const string Library = "libLLVM";
}
