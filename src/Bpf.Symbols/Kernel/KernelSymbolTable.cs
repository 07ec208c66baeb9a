using System.Buffers;
using System.Text;
using Bpf.Runtime;
using Bpf.Symbols.Kernel;

namespace Bpf.Symbols;

/// <summary>
/// The functions of the running kernel, its modules and the loaded BPF programs, from <c>/proc/kallsyms</c>, as they were when the table was read. It
/// takes about 4 MiB for the 120,000 functions of a distribution's kernel. Safe for use by several threads.
/// </summary>
public sealed class KernelSymbolTable
{
    private const string BpfModule = "bpf";
    private const ulong PageSize = 4096;
    private readonly ulong[] _starts;
    private readonly int[] _nameStarts;
    private readonly byte[] _names;
    private readonly ushort[] _modules;
    private readonly string[] _moduleNames;

    private KernelSymbolTable(Builder builder, bool areAddressesHidden)
    {
        (_starts, _nameStarts, _names, _modules) = builder.Build();
        _moduleNames = builder.ModuleNames;
        AreAddressesHidden = areAddressesHidden;
    }

    /// <summary>
    /// True if the kernel hides its addresses from this process, so that nothing can be named: <c>kernel.kptr_restrict</c> is 2, or it is 1 and
    /// CAP_SYSLOG is missing, or it is 0 and so are CAP_SYSLOG and permission for kernel profiling (<c>kernel.perf_event_paranoid</c>).
    /// </summary>
    public bool AreAddressesHidden { get; }

    /// <summary>The number of functions; those of several names count once.</summary>
    public int Count => _starts.Length;

    /// <summary>Reads the symbols of the running kernel.</summary>
    /// <exception cref="BpfException">The file cannot be read, or the kernel has none (CONFIG_KALLSYMS).</exception>
    public static KernelSymbolTable Read()
    {
        Builder builder = new();
        KernelSymbolReader.ReadKernel(builder.Add);
        return builder.Finish();
    }

    /// <summary>Reads text in the format of <c>/proc/kallsyms</c>, such as that of another machine.</summary>
    /// <param name="text">The text; lines of another format are skipped.</param>
    public static KernelSymbolTable Read(Stream text)
    {
        Builder builder = new();
        KernelSymbolReader.Read(text, new byte[64 * 1024], builder.Add);
        return builder.Finish();
    }

    /// <summary>Returns the function at an address.</summary>
    /// <param name="address">An address of the kernel.</param>
    /// <returns><see langword="null"/> if there is none, or if the addresses are hidden.</returns>
    public CodeSymbol? Find(ulong address)
    {
        int index = Array.BinarySearch(_starts, address);
        index = index < 0 ? ~index - 1 : index;
        if (index < 0 || EndOf(index) is var end && address >= end)
        {
            return null;
        }

        string raw = Encoding.UTF8.GetString(_names.AsSpan(_nameStarts[index].._nameStarts[index + 1]));
        string module = _moduleNames[_modules[index]];
        bool isBpf = module == BpfModule;
        return new()
        {
            Kind = isBpf ? CodeKind.Bpf : CodeKind.Kernel,
            Name = isBpf ? ProgramName(raw) : raw,
            RawName = raw,
            Module = module.Length == 0 ? null : module,
            Start = _starts[index],
            Size = EndOf(index) - _starts[index],
            Source = NameSource.KernelSymbols,
        };
    }

    // The file has no sizes: a function ends where the next one of its module starts. The last one of a module may end on the next page.
    private ulong EndOf(int index)
    {
        ulong limit = (_starts[index] & ~(PageSize - 1)) + (2 * PageSize);
        if (index + 1 == _starts.Length)
        {
            return Math.Max(limit, _starts[index]);
        }

        return _modules[index] == _modules[index + 1] && _moduleNames[_modules[index]] != BpfModule ? _starts[index + 1] : Math.Min(_starts[index + 1], limit);
    }

    // bpf_prog_TAG_NAME, where the tag has 16 digits.
    private static string ProgramName(string raw)
    {
        const string Prefix = "bpf_prog_";
        const int NameStart = 9 + 16 + 1;
        return raw.Length > NameStart && raw.StartsWith(Prefix, StringComparison.Ordinal) && raw[NameStart - 1] == '_' ? raw[NameStart..] : raw;
    }

    private sealed class Builder
    {
        private readonly List<Entry> _entries = new(1 << 17);
        private readonly ArrayBufferWriter<byte> _text = new(1 << 21);
        private readonly Dictionary<string, ushort> _modules = new() { [""] = 0 };
        private string _lastModule = "";
        private bool _hasSymbols;

        public string[] ModuleNames => [.. _modules.Keys];

        public void Add(in KernelSymbolLine line)
        {
            _hasSymbols = true;
            if (!line.IsCode || line.Name.IsEmpty || !line.TryAddress(out ulong address) || address == 0)
            {
                return;
            }

            _entries.Add(new(address, _text.WrittenCount, (ushort)line.Name.Length, ModuleOf(line.Module), (line.Type & 0x20) == 0));
            _text.Write(line.Name);
        }

        public KernelSymbolTable Finish() => new(this, _hasSymbols && _entries.Count == 0);

        public (ulong[] Starts, int[] NameStarts, byte[] Names, ushort[] Modules) Build()
        {
            _entries.Sort(Compare);
            int count = 0;
            int length = 0;
            for (int i = 0; i < _entries.Count; i++)
            {
                if (i == 0 || _entries[i].Address != _entries[i - 1].Address)
                {
                    count++;
                    length += _entries[i].NameLength;
                }
            }

            ulong[] starts = new ulong[count];
            int[] nameStarts = new int[count + 1];
            byte[] names = new byte[length];
            ushort[] modules = new ushort[count];
            int at = 0;
            for (int i = 0; i < _entries.Count; i++)
            {
                if (i > 0 && _entries[i].Address == _entries[i - 1].Address)
                {
                    continue;
                }

                starts[at] = _entries[i].Address;
                modules[at] = _entries[i].Module;
                NameOf(_entries[i]).CopyTo(names.AsSpan(nameStarts[at]));
                nameStarts[at + 1] = nameStarts[at] + _entries[i].NameLength;
                at++;
            }

            return (starts, nameStarts, names, modules);
        }

        private ReadOnlySpan<byte> NameOf(in Entry entry) => _text.WrittenSpan.Slice(entry.NameStart, entry.NameLength);

        // Of several names for one place, the first is the one that readers know. Padding before functions has a name too (__pfx_).
        private int Compare(Entry a, Entry b)
        {
            int result = a.Address.CompareTo(b.Address);
            result = result != 0 ? result : b.IsGlobal.CompareTo(a.IsGlobal);
            result = result != 0 ? result : Underscores(NameOf(a)).CompareTo(Underscores(NameOf(b)));
            return result != 0 ? result : a.NameStart.CompareTo(b.NameStart);
        }

        private static int Underscores(ReadOnlySpan<byte> name) => name.Length - name.TrimStart((byte)'_').Length;

        // Consecutive lines are mostly of one module.
        private ushort ModuleOf(ReadOnlySpan<byte> name)
        {
            if (!Ascii.Equals(name, _lastModule))
            {
                _lastModule = Encoding.UTF8.GetString(name);
            }

            // A kernel has far fewer modules than numbers; other text may not.
            if (!_modules.TryGetValue(_lastModule, out ushort module) && _modules.Count <= ushort.MaxValue)
            {
                module = (ushort)_modules.Count;
                _modules.Add(_lastModule, module);
            }

            return module;
        }

        private readonly record struct Entry(ulong Address, int NameStart, ushort NameLength, ushort Module, bool IsGlobal);
    }
}
