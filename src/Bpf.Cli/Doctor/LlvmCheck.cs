using Bpf.Compiler.Llvm;

namespace Bpf.Cli;

/// <summary>The library that building, and only building, needs.</summary>
internal static class LlvmCheck
{
    public static Check Run()
    {
        LlvmSearch search = new(null);
        foreach (string candidate in search.Requested is { } requested ? [requested] : search.Candidates())
        {
            if (Path.IsPathRooted(candidate) ? File.Exists(candidate) : System.Runtime.InteropServices.NativeLibrary.TryLoad(candidate, out _))
                return new Check("LLVM (to build)", CheckState.Ok, candidate);
        }

        return new Check("LLVM (to build)", CheckState.Warning, search.Requested is null ? "no libLLVM found" : $"{search.Requested} is not there",
            "Only building needs it: apt install libllvm19, dnf install llvm-libs, pacman -S llvm-libs, or apk add llvm19-libs.");
    }
}
