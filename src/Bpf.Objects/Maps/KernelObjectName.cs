using System.Text;
using Bpf.Shared;

namespace Bpf.Objects.Maps;

/// <summary>Names of maps and programs in the form the kernel accepts: at most 15 bytes of letters, digits, '_' and '.'.</summary>
internal static class KernelObjectName
{
    private const int ReservedForSection = 7; // ".rodata"

    /// <summary>Writes a name into a zeroed field of a <c>bpf_attr</c>.</summary>
    public static void Write(string name, Span<byte> field)
    {
        int length = 0;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            if (length == KernelLimits.NameLength)
            {
                break;
            }

            field[length++] = char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'.' ? value : (byte)'_';
        }
    }

    /// <summary>Returns the map name for a section of globals: the beginning of the object's name followed by the section name.</summary>
    public static string OfDataSection(string objectName, string section)
    {
        if (section.AsSpan().Count('.') > 1)
        {
            return section;
        }

        ReadOnlySpan<char> prefix = objectName.AsSpan(objectName.LastIndexOf('.') + 1);
        int space = Math.Max(0, KernelLimits.NameLength - Math.Max(ReservedForSection, section.Length));
        return string.Concat(prefix[..Math.Min(space, prefix.Length)], section);
    }
}
