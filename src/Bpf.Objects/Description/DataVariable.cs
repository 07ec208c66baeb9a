using System.Text;
using Bpf.Objects.Btf;

namespace Bpf.Objects.Description;

/// <summary>A global variable of an object.</summary>
/// <param name="Name">Name, unique within its section: where several variables share one, a static variable is called "file.c:name" or "name@0x4".</param>
/// <param name="SymbolName">Name of its symbol.</param>
/// <param name="Offset">Offset in the section.</param>
/// <param name="Size">Size in bytes.</param>
internal sealed record DataVariable(string Name, string SymbolName, ulong Offset, ulong Size)
{
    /// <summary>Returns the variable's BTF type id, 0 when unknown.</summary>
    /// <param name="types">BTF of the object.</param>
    /// <param name="section">Name of the section.</param>
    public uint TypeIn(BtfTypeTable types, string section)
    {
        uint id = types.Find(Encoding.UTF8.GetBytes(section), BtfKind.DataSection);
        if (id == 0)
        {
            return 0;
        }

        BtfType entries = types[id];
        byte[] name = Encoding.UTF8.GetBytes(SymbolName);
        uint byName = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            BtfSectionEntry entry = entries.SectionEntry(i);
            BtfType variable = types[entry.TypeId];
            if (!variable.Name.SequenceEqual(name))
            {
                continue;
            }

            if (entry.Offset == Offset)
            {
                return variable.ReferencedId;
            }

            // Compilers do not fill in the offsets of static variables.
            byName = variable.ReferencedId;
        }

        return byName;
    }
}
