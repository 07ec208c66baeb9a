using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Compiler.Llvm;

/// <summary>
/// A libLLVM that this process has loaded and that is new enough. The command <c>bpf doctor</c> asks here too: what it says is what a build finds.
/// </summary>
/// <param name="Path">File or library name it was loaded by.</param>
/// <param name="Version">Version of LLVM. LLVM 15 does not tell its minor version: it is 0 then.</param>
/// <param name="Handle">Handle of the library.</param>
internal sealed unsafe record LlvmLocation(string Path, Version Version, nint Handle)
{
    /// <summary>Oldest major version that works: the first with opaque pointers.</summary>
    internal const int MinimumMajor = 15;

    /// <summary>Finds and loads libLLVM.</summary>
    /// <exception cref="LlvmNotFoundException">No library, or the one asked for cannot be loaded.</exception>
    /// <exception cref="LlvmTooOldException">The library asked for, or the only ones there are, are older than LLVM 15.</exception>
    internal static LlvmLocation Find(LlvmSearch search)
    {
        if (search.Requested is { } requested)
        {
            if (IsNotRegularFile(requested) || !NativeLibrary.TryLoad(requested, out nint handle))
            {
                throw LlvmNotFoundException.CannotLoad(requested, search.RequestedBy);
            }

            Version version = VersionOf(handle);
            return version.Major >= MinimumMajor ? new(requested, version, handle) : throw LlvmTooOldException.Unusable(requested, version);
        }

        LlvmTooOldException? tooOld = null;
        foreach (string candidate in search.Candidates())
        {
            if (!NativeLibrary.TryLoad(candidate, out nint handle))
            {
                continue;
            }

            Version version = VersionOf(handle);
            if (version.Major >= MinimumMajor)
            {
                return new(candidate, version, handle);
            }

            tooOld ??= LlvmTooOldException.Unusable(candidate, version);
            NativeLibrary.Free(handle);
        }
        throw tooOld ?? (Exception)LlvmNotFoundException.Nothing();
    }

    // The dynamic linker waits for the other end of a pipe.
    private static bool IsNotRegularFile(string path)
    {
        if (!path.Contains('/', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            InputFile.Open(path).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static Version VersionOf(nint handle)
    {
        if (NativeLibrary.TryGetExport(handle, "LLVMGetVersion", out nint export))
        {
            uint major, minor, patch;
            ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, void>)export)(&major, &minor, &patch);
            return new((int)major, (int)minor, (int)patch);
        }
        // LLVMGetVersion came with 16, opaque pointers in the C API with 15.
        return new(NativeLibrary.TryGetExport(handle, "LLVMPointerTypeInContext", out _) ? 15 : 14, 0);
    }
}
