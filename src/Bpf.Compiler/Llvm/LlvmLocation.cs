using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Compiler.Llvm;

/// <summary>
/// A libLLVM that this process has loaded and that is recent enough. The command <c>bpf doctor</c> uses it too, so it reports what a build finds.
/// </summary>
/// <param name="Path">File or library name it was loaded from.</param>
/// <param name="Version">Version of LLVM. LLVM 15 does not report its minor version, which is then 0.</param>
/// <param name="Handle">Handle of the library.</param>
internal sealed unsafe record LlvmLocation(string Path, Version Version, nint Handle)
{
    /// <summary>Oldest major version that works: the first with opaque pointers.</summary>
    internal const int MinimumMajor = 15;

    /// <summary>Finds and loads libLLVM.</summary>
    /// <exception cref="LlvmNotFoundException">No library was found, or the requested one cannot be loaded.</exception>
    /// <exception cref="LlvmTooOldException">The requested library, or every library found, is older than LLVM 15.</exception>
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

    // The dynamic linker would block on a pipe.
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
