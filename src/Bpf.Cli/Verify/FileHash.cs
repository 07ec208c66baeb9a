using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bpf.Cli.Verify;

/// <summary>Hashes of large files, which are remembered as long as size and time of a file stay the same.</summary>
internal static class FileHash
{
    private static readonly string s_folder = Path.Combine(CacheDirectory.Path, "hashes");

    /// <summary>The SHA-256 of a file.</summary>
    public static byte[] Of(string path)
    {
        FileInfo file = new(path);
        string state = string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}");
        string known = Path.Combine(s_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state))));
        if (File.Exists(known) && File.ReadAllBytes(known) is { Length: SHA256.HashSizeInBytes } remembered)
        {
            return remembered;
        }

        using FileStream contents = file.OpenRead();
        byte[] hash = SHA256.HashData(contents);
        CacheDirectory.Write(known, hash);
        return hash;
    }
}
