using System.Runtime.InteropServices;
using Bpf.Compiler.Llvm.Native;

namespace Bpf.Compiler.Llvm;

/// <summary>The libLLVM of this process: found once, before the first call into LLVM.</summary>
internal sealed unsafe class LlvmLibrary
{
    /// <summary>Oldest major version that works: the first with opaque pointers.</summary>
    internal const int MinimumMajor = 15;

    private static readonly Lock s_lock = new();
    private static LlvmLibrary? s_loaded;

    private readonly nint _handle;

    private LlvmLibrary(string path, Version version, nint handle)
    {
        Path = path;
        Version = version;
        _handle = handle;
    }

    /// <summary>File or library name it was loaded by.</summary>
    internal string Path { get; }

    /// <summary>Version of LLVM. LLVM 15 does not tell its minor version: it is 0 then.</summary>
    internal Version Version { get; }

    /// <summary>Finds and loads libLLVM; later calls return the first result.</summary>
    /// <param name="path">The library to use, or null to search as <see cref="LlvmSearch"/> says.</param>
    /// <exception cref="LlvmNotFoundException">No library, or the one asked for cannot be loaded.</exception>
    /// <exception cref="LlvmTooOldException">The library asked for is older than LLVM 15.</exception>
    internal static LlvmLibrary Load(string? path = null)
    {
        lock (s_lock)
        {
            if (s_loaded is not null)
                return s_loaded;
            LlvmLibrary library = Find(new LlvmSearch(path));
            NativeLibrary.SetDllImportResolver(typeof(LlvmLibrary).Assembly,
                (name, _, _) => name == LLVM.Library ? library._handle : 0);
            return s_loaded = library;
        }
    }

    /// <summary>Checks that this LLVM knows a BPF instruction set; LLVM itself takes an unknown one for the default.</summary>
    /// <exception cref="LlvmTooOldException">It does not.</exception>
    internal void Require(string cpu)
    {
        if (!BpfTarget.Knows(cpu, Version))
            throw LlvmTooOldException.UnknownCpu(this, cpu);
    }

    private static LlvmLibrary Find(LlvmSearch search)
    {
        if (search.Requested is { } requested)
        {
            if (!NativeLibrary.TryLoad(requested, out nint handle))
                throw LlvmNotFoundException.CannotLoad(requested, search.RequestedBy);
            Version version = VersionOf(handle);
            return version.Major >= MinimumMajor ? new(requested, version, handle) : throw LlvmTooOldException.Unusable(requested, version);
        }

        foreach (string candidate in search.Candidates())
        {
            if (!NativeLibrary.TryLoad(candidate, out nint handle))
                continue;
            Version version = VersionOf(handle);
            if (version.Major >= MinimumMajor)
                return new(candidate, version, handle);
            NativeLibrary.Free(handle);
        }
        throw LlvmNotFoundException.Nothing();
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
