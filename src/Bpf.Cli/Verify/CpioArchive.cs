using System.Globalization;
using System.Text;

namespace Bpf.Cli.Verify;

/// <summary>Writes an archive that Linux unpacks as its first root file system (the "newc" format of cpio, Documentation/driver-api/early-userspace).</summary>
/// <param name="output">Receives the archive.</param>
internal sealed class CpioArchive(Stream output) : IDisposable
{
    private const uint DirectoryMode = 0x41ED; // S_IFDIR | 0755
    private const uint FileMode = 0x81ED; // S_IFREG | 0755
    private const uint CharacterDeviceMode = 0x2180; // S_IFCHR | 0600
    private const int Alignment = 4;

    private readonly HashSet<string> _directories = [];
    private uint _inode;
    private long _length;

    /// <summary>Adds a directory, and those above it.</summary>
    /// <param name="path">Absolute path.</param>
    public void AddDirectory(string path)
    {
        string name = path.Trim('/');
        if (name.Length == 0 || !_directories.Add(name))
        {
            return;
        }

        AddDirectory(Path.GetDirectoryName(name) ?? "");
        Add(name, DirectoryMode, [], 0, 0);
    }

    /// <summary>Adds a file that everybody may read and execute, and the directories above it.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="contents">Contents.</param>
    public void AddFile(string path, ReadOnlySpan<byte> contents)
    {
        AddDirectory(Path.GetDirectoryName(path) ?? "");
        Add(path.Trim('/'), FileMode, contents, 0, 0);
    }

    /// <summary>Adds a character device, and the directories above it.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="major">Major number.</param>
    /// <param name="minor">Minor number.</param>
    public void AddDevice(string path, uint major, uint minor)
    {
        AddDirectory(Path.GetDirectoryName(path) ?? "");
        Add(path.Trim('/'), CharacterDeviceMode, [], major, minor);
    }

    /// <summary>Ends the archive.</summary>
    public void Dispose() => Add("TRAILER!!!", 0, [], 0, 0);

    private void Add(string name, uint mode, ReadOnlySpan<byte> contents, uint major, uint minor)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name + '\0');
        uint[] fields = [_inode++, mode, 0, 0, 1, 0, (uint)contents.Length, 0, 0, major, minor, (uint)nameBytes.Length, 0];
        Write(Encoding.ASCII.GetBytes("070701" + string.Concat(fields.Select(field => field.ToString("x8", CultureInfo.InvariantCulture)))));
        Write(nameBytes);
        Pad();
        Write(contents);
        Pad();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _length += bytes.Length;
    }

    private void Pad() => Write(new byte[-_length & (Alignment - 1)]);
}
