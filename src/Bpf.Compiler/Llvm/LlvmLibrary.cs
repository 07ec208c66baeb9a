using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <summary>The libLLVM of this process: found once, before the first call into LLVM.</summary>
internal sealed class LlvmLibrary
{
    private static readonly Lock s_lock = new();
    private static LlvmLibrary? s_loaded;

    private readonly LlvmLocation _location;

    private LlvmLibrary(LlvmLocation location) => _location = location;

    /// <inheritdoc cref="LlvmLocation.Path"/>
    internal string Path => _location.Path;

    /// <inheritdoc cref="LlvmLocation.Version"/>
    internal Version Version => _location.Version;

    /// <summary>Finds and loads libLLVM; later calls return the first result.</summary>
    /// <param name="path">The library to use, or null to search as <see cref="LlvmSearch"/> says.</param>
    /// <exception cref="LlvmNotFoundException">No library was found, or the requested one cannot be loaded.</exception>
    /// <exception cref="LlvmTooOldException">The requested library, or every library found, is older than LLVM 15.</exception>
    internal static LlvmLibrary Load(string? path = null)
    {
        lock (s_lock)
        {
            if (s_loaded is not null)
            {
                return s_loaded;
            }

            LlvmLibrary library = new(LlvmLocation.Find(new LlvmSearch(path)));
            NativeLibrary.SetDllImportResolver(typeof(LlvmLibrary).Assembly,
                (name, _, _) => name == LLVM.Library ? library._location.Handle : 0);
            return s_loaded = library;
        }
    }

    /// <summary>Checks that this LLVM knows a BPF instruction set; LLVM itself silently uses the default for an unknown one.</summary>
    /// <exception cref="LlvmTooOldException">The LLVM does not know it.</exception>
    internal void Require(string cpu)
    {
        if (!BpfTarget.Knows(cpu, Version))
        {
            throw LlvmTooOldException.UnknownCpu(_location, cpu);
        }
    }
}
