using Bpf.Profiling.Unwinding.Elf;
using Bpf.Profiling.Unwinding.Managed;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Symbols;
using Bpf.Symbols.Processes;

namespace Bpf.Profiling.Unwinding;

/// <summary>
/// The code of a running process: its programs and libraries, and what its runtime compiles. Keeps what it has read after the process has exited. Not safe
/// for concurrent use.
/// </summary>
internal sealed class ProcessFrames : IFrameRows, IDisposable
{
    private const int LongestCall = 7;
    private readonly TargetProcess _process;
    private readonly Dictionary<(uint Major, uint Minor, ulong Inode, string Name), ModuleFrames?> _modules = [];
    private Region[] _regions = [];
    private Region? _last;
    private bool _isCurrent;

    /// <summary>Reads what a process has mapped.</summary>
    /// <param name="process">The process, which the caller disposes of.</param>
    public ProcessFrames(TargetProcess process)
    {
        _process = process;
        Use(process.Maps);
    }

    /// <summary>The code of its runtime; <see langword="null"/> for none.</summary>
    public ManagedFrames? Managed { get; set; }

    /// <summary>Begins a new epoch: mappings are read again when an address is in none, and code of runtimes is looked up again.</summary>
    public void Refresh()
    {
        _isCurrent = false;
        Managed?.Refresh();
    }

    /// <inheritdoc/>
    public RowSearch Find(ulong address, bool isExact, out FrameRow? row)
    {
        row = null;
        if (RegionOf(address) is not { } region)
        {
            return RowSearch.NotCode;
        }

        ModuleFrames? module = region.Module ??= ModuleOf(region);
        if (module is not null && module.TryFind(address - region.Mapping.Start + region.Mapping.Offset, out row))
        {
            return row is null ? RowSearch.Undescribed : RowSearch.Found;
        }

        return Managed is null ? RowSearch.Undescribed : Managed.Find(address, isExact, out row);
    }

    /// <inheritdoc/>
    public bool IsReturnAddress(ulong address)
    {
        Span<byte> code = stackalloc byte[LongestCall];
        if (address < LongestCall || RegionOf(address - 1) is null || _process.Memory is not { } memory || !memory.TryRead(address - LongestCall, code))
        {
            return false;
        }

        bool isCall = code[2] == 0xE8; // call rel32
        for (int length = 2; length <= LongestCall; length++)
        {
            isCall |= code[^length] == 0xFF && LengthOfCall(code[^(length - 1)]) == length;
        }

        return isCall;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ModuleFrames? module in _modules.Values)
        {
            module?.Dispose();
        }
    }

    // Length of FF /2, an indirect call, by its ModRM byte; 0 for another instruction.
    private static int LengthOfCall(byte modRm)
    {
        (int mode, int register, int memory) = (modRm >> 6, modRm >> 3 & 7, modRm & 7);
        int distance = mode == 2 || (mode == 0 && memory == 5) ? sizeof(int) : mode == 1 ? 1 : 0;
        return register != 2 ? 0 : 2 + (mode != 3 && memory == 4 ? 1 : 0) + distance;
    }

    private Region? RegionOf(ulong address)
    {
        if (_last is { } last && last.Mapping.Contains(address))
        {
            return last;
        }

        Region? found = Search(address);
        if (found is null && !_isCurrent)
        {
            _isCurrent = true;
            ReadAgain();
            found = Search(address);
        }

        _last = found;
        return found;
    }

    private Region? Search(ulong address)
    {
        int low = 0;
        int high = _regions.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            MemoryMapping mapping = _regions[middle].Mapping;
            if (mapping.Contains(address))
            {
                return _regions[middle];
            }

            (low, high) = address < mapping.Start ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    // After the process has exited, what it had mapped stays known.
    private void ReadAgain()
    {
        _process.Refresh();
        Managed?.Refresh();
        Use(_process.Maps);
    }

    private void Use(ProcessMaps maps)
    {
        _last = null;
        _regions = [.. maps.Mappings.Where(mapping => mapping.IsExecutable).Select(mapping => new Region(mapping))];
        HashSet<(uint, uint, ulong, string)> used = [.. _regions.Select(region => KeyOf(region.Mapping))];
        foreach ((uint, uint, ulong, string) key in _modules.Keys.Where(key => !used.Contains(key)).ToArray())
        {
            _modules.Remove(key, out ModuleFrames? module);
            module?.Dispose();
        }
    }

    private ModuleFrames? ModuleOf(Region region)
    {
        if (region.IsOpened)
        {
            return null;
        }

        region.IsOpened = true;
        var key = KeyOf(region.Mapping);
        if (!_modules.TryGetValue(key, out ModuleFrames? module))
        {
            module = ModuleFrames.Open(_process, region.Mapping);
            _modules.Add(key, module);
        }

        return module;
    }

    private static (uint Major, uint Minor, ulong Inode, string Name) KeyOf(MemoryMapping mapping)
        => (mapping.DeviceMajor, mapping.DeviceMinor, mapping.Inode, mapping.Name);

    private sealed class Region(MemoryMapping mapping)
    {
        public MemoryMapping Mapping => mapping;

        public ModuleFrames? Module { get; set; }

        public bool IsOpened { get; set; }
    }
}
