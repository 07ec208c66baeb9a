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
    /// <exception cref="LlvmNotFoundException">No library, or the one asked for cannot be loaded.</exception>
    /// <exception cref="LlvmTooOldException">The library asked for, or the only ones there are, are older than LLVM 15.</exception>
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

    /// <summary>Checks that this LLVM knows a BPF instruction set; LLVM itself takes an unknown one for the default.</summary>
    /// <exception cref="LlvmTooOldException">It does not.</exception>
    internal void Require(string cpu)
    {
        if (!BpfTarget.Knows(cpu, Version))
        {
            throw LlvmTooOldException.UnknownCpu(_location, cpu);
        }
    }
}
