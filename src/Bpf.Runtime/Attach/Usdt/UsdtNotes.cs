using System.Text;
using Bpf.Objects.Elf;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Reads the notes that <c>sys/sdt.h</c> leaves in a program or library (<c>.note.stapsdt</c>).</summary>
internal static class UsdtNotes
{
    private const uint Version = 3;
    private const int AddressBytes = 24; // location, base, semaphore

    /// <summary>Returns all USDT probes of a file.</summary>
    /// <exception cref="BpfObjectFormatException">A note is damaged.</exception>
    public static List<UsdtNote> Read(ElfFile file)
    {
        List<UsdtNote> points = [];
        int index = file.FindSection(".note.stapsdt"u8);
        if (index < 0)
        {
            return points;
        }

        int baseSection = file.FindSection(".stapsdt.base"u8);
        ulong baseAddress = baseSection < 0 ? 0 : file.Sections[baseSection].Address;
        foreach (ElfNote note in file.NotesOf(file.Sections[index]))
        {
            if (note.Owner.SequenceEqual("stapsdt"u8) && note.Type == Version)
            {
                points.Add(Parse(file, note.Description, baseAddress));
            }
        }

        return points;
    }

    private static UsdtNote Parse(ElfFile file, ReadOnlySpan<byte> description, ulong baseAddress)
    {
        if (description.Length < AddressBytes)
        {
            throw file.Defect("The note of a USDT probe is truncated.");
        }

        ulong location = file.UInt64(description);
        ulong noteBase = file.UInt64(description[8..]);
        ulong semaphore = file.UInt64(description[16..]);
        // Prelink moves the file after the note is written; the base section moves with it.
        ulong shift = baseAddress != 0 && noteBase != 0 ? baseAddress - noteBase : 0;
        ReadOnlySpan<byte> strings = description[AddressBytes..];
        string provider = Next(ref strings);
        string name = Next(ref strings);
        string arguments = Next(ref strings);
        if (provider.Length == 0 || name.Length == 0)
        {
            throw file.Defect("The note of a USDT probe has no provider or name.");
        }

        return new UsdtNote(provider, name, location + shift, semaphore == 0 ? 0 : semaphore + shift, arguments.StartsWith(':') ? "" : arguments);
    }

    private static string Next(ref ReadOnlySpan<byte> strings)
    {
        int end = strings.IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(end < 0 ? strings : strings[..end]);
        strings = end < 0 ? default : strings[(end + 1)..];
        return text;
    }
}
