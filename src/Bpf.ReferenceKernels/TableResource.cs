using System.IO.Compression;

namespace Bpf.ReferenceKernels;

/// <summary>The tables embedded in the assembly: their length in four bytes, then their bytes, deflated.</summary>
internal static class TableResource
{
    public static byte[] Read(string name)
    {
        using Stream resource = typeof(TableResource).Assembly.GetManifestResourceStream(name)!;
        byte[] length = new byte[sizeof(int)];
        Fill(resource, length);
        byte[] bytes = new byte[BitConverter.ToInt32(length, 0)];
        using DeflateStream stream = new(resource, CompressionMode.Decompress);
        Fill(stream, bytes);
        return bytes;
    }

    /// <summary>Returns the lines of a table that is text, without comments.</summary>
    public static IEnumerable<string> ReadLines(string name)
    {
        using Stream resource = typeof(TableResource).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(resource);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                yield return line;
            }
        }
    }

    // Also compiled for .NET Standard 2.0, where streams cannot do this themselves.
    private static void Fill(Stream stream, byte[] bytes)
    {
        int done = 0;
        while (done < bytes.Length)
        {
            int read = stream.Read(bytes, done, bytes.Length - done);
            done += read > 0 ? read : throw new InvalidDataException("The table is cut off.");
        }
    }
}
