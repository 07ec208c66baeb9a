using System.Text;

namespace Bpf.Compiler.Elf;

/// <summary>Collects names; equal names are stored once.</summary>
internal sealed class StringTableBuilder
{
    private readonly Dictionary<string, uint> _offsets = new() { [""] = 0 };
    private readonly List<byte> _bytes = [0];

    public byte[] Bytes => [.. _bytes];

    public uint Add(string name)
    {
        if (!_offsets.TryGetValue(name, out uint offset))
        {
            offset = (uint)_bytes.Count;
            _offsets.Add(name, offset);
            _bytes.AddRange(Encoding.UTF8.GetBytes(name));
            _bytes.Add(0);
        }

        return offset;
    }
}
