using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>
/// Finds BPF objects embedded in other files: programs in any language carry them as plain bytes, in resources, skeletons or byte arrays.
/// </summary>
public static class EmbeddedObjects
{
    /// <summary>Returns the objects in a file by ascending offset. If the file itself is an object, it is included.</summary>
    /// <param name="file">Contents of the file.</param>
    public static IReadOnlyList<EmbeddedObject> Find(ReadOnlyMemory<byte> file)
    {
        List<EmbeddedObject> objects = [];
        int position = 0;
        while (file.Span[position..].IndexOf("\u007FELF\u0002"u8) is var distance and >= 0)
        {
            position += distance;
            int length = LengthOf(file[position..]);
            if (length > 0)
            {
                objects.Add(new EmbeddedObject(position, file.Slice(position, length)));
            }

            position += Math.Max(length, 1);
        }

        return objects;
    }

    /// <summary>Returns the length of the object that begins here, or 0.</summary>
    private static int LengthOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            ObjectElf elf = new(bytes, "embedded object");
            return elf.File.Machine == ObjectElf.BpfMachine ? (int)elf.File.UsedLength : 0;
        }
        catch (BpfObjectFormatException)
        {
            return 0; // other files begin with the same four bytes
        }
    }
}
