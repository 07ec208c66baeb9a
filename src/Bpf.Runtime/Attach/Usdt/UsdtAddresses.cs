using System.Globalization;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Where the points of a file are in the memory of a process, for kernels without attach cookies.</summary>
internal static class UsdtAddresses
{
    private const ushort FixedExecutable = 2; // ET_EXEC

    /// <summary>Absolute addresses of the points, one for each.</summary>
    /// <exception cref="BpfException">The process has not mapped the file, or no process was given for a file that is mapped anywhere.</exception>
    public static ulong[] Of(ProbedFile probed, ElfFile file, IReadOnlyList<UsdtPoint> points, int processId, string program)
    {
        if (file.Type == FixedExecutable)
            return [.. points.Select(point => point.Address)];
        if (processId < 0)
        {
            throw new BpfUnsupportedException(
                "attach program", program, "Without attach cookies (kernel 5.15) the points of a shared library can be told apart in one process only; give its id.");
        }

        string name = processId == 0 ? "self" : processId.ToString(CultureInfo.InvariantCulture);
        List<(ulong Start, ulong End, ulong Offset)> mappings = MappingsOf(name, FileIdentity.Of(probed.OpenPath).Inode);
        return [.. points.Select(point => AddressOf(point))];

        ulong AddressOf(UsdtPoint point)
        {
            foreach ((ulong start, ulong end, ulong offset) in mappings)
            {
                if (point.Offset >= offset && point.Offset - offset < end - start)
                    return start + (point.Offset - offset);
            }

            throw new BpfException("attach program", program, Errno.ESRCH, $"Process {name} has not mapped {file.Path}.");
        }
    }

    private static List<(ulong Start, ulong End, ulong Offset)> MappingsOf(string process, ulong inode)
    {
        List<(ulong, ulong, ulong)> mappings = [];
        foreach (string line in File.ReadLines($"/proc/{process}/maps"))
        {
            string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            string[] range = fields[0].Split('-');
            if (fields.Length > 4 && fields[1].Contains('x') && ulong.Parse(fields[4], CultureInfo.InvariantCulture) == inode)
                mappings.Add((Hex(range[0]), Hex(range[1]), Hex(fields[2])));
        }

        return mappings;

        static ulong Hex(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
