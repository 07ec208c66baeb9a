using Bpf.Objects.Files;

namespace Bpf.Runtime.Objects;

/// <summary>
/// Finds BPF objects inside other files: programs of every language carry them as plain bytes, in resources, skeletons or byte arrays.
/// </summary>
internal static class EmbeddedObjects
{
    /// <summary>The objects in a file, in the order of their offsets. An object that is the file itself is one of them.</summary>
    public static List<(int Offset, ReadOnlyMemory<byte> Contents)> Find(ReadOnlyMemory<byte> file)
    {
        List<(int, ReadOnlyMemory<byte>)> objects = [];
        int position = 0;
        while (file.Span[position..].IndexOf("\u007FELF\u0002"u8) is var distance and >= 0)
        {
            position += distance;
            int length = LengthOf(file[position..]);
            if (length > 0)
                objects.Add((position, file.Slice(position, length)));

            position += Math.Max(length, 1);
        }

        return objects;
    }

    /// <summary>Length of the object that begins here, or 0.</summary>
    private static int LengthOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            ObjectElf elf = new(bytes, "embedded object");
            return elf.File.Machine == ObjectElf.BpfMachine ? (int)elf.File.UsedLength : 0;
        }
        catch (BpfObjectFormatException)
        {
            return 0; // the same four bytes begin other files
        }
    }
}
