namespace Bpf.Symbols.Processes;

/// <summary>Executable mappings that a process had in earlier epochs: samples of code that was unloaded since then, or that another program replaced.</summary>
internal sealed class PastMappings
{
    private const int Capacity = 4096;
    private readonly List<MemoryMapping> _mappings = [];

    /// <summary>Keeps what is in the old mappings but not in the new ones.</summary>
    public void Add(ProcessMaps old, ProcessMaps current)
    {
        foreach (MemoryMapping mapping in old.Mappings)
        {
            if (mapping.IsExecutable && current.Find(mapping.Start) != mapping && !_mappings.Contains(mapping))
            {
                _mappings.Add(mapping);
            }
        }

        if (_mappings.Count > Capacity)
        {
            _mappings.RemoveRange(0, _mappings.Count - Capacity);
        }
    }

    /// <summary>Returns the latest mapping that contained an address; <see langword="null"/> if none did.</summary>
    public MemoryMapping? Find(ulong address) => _mappings.FindLast(mapping => mapping.Contains(address));
}
