using System.Globalization;
using System.Text;
using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>The first root file system of virtual machines of one architecture.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Init">File of the first process.</param>
internal sealed record GuestImage(string Architecture, string Init)
{
    private static readonly string[] s_directories = ["/dev", "/proc", "/sys", "/tmp", GuestFiles.Objects];

    /// <summary>Finds the parts that come with this program.</summary>
    /// <exception cref="BpfException">They do not.</exception>
    public static GuestImage Of(string architecture)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "guest", architecture, "init");
        return File.Exists(path) ? new GuestImage(architecture, path)
            : throw new BpfException("start a virtual machine for", architecture, null,
                $"This copy of bpf was built without '{path}', the first process of the machine. The package Bpf.Cli has it; in the repository, "
                    + $"dotnet build src/Bpf.Cli -t:BpfGuest builds it.");
    }

    /// <summary>Name of an object's file in the machine.</summary>
    /// <param name="index">Number of the object.</param>
    /// <param name="name">Name of the object, which messages contain.</param>
    public static string NameOf(int index, string name)
        => string.Create(CultureInfo.InvariantCulture, $"{index:d6}.{name.Replace('/', '_').Replace(' ', '_')}");

    /// <summary>Writes a root file system with objects.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="objects">The objects, by their names in the machine.</param>
    /// <param name="skipped">Programs not to load: name of the object, a space, name of the program.</param>
    /// <param name="configuration">File with the kernel's configuration, if it is known.</param>
    public void Write(string path, IEnumerable<(string Name, ReadOnlyMemory<byte> Contents)> objects, IEnumerable<string> skipped, string? configuration)
    {
        using FileStream file = File.Create(path);
        using CpioArchive archive = new(file);
        foreach (string directory in s_directories)
        {
            archive.AddDirectory(directory);
        }

        // Without them, the first process has no console and no null device until it mounts /dev (include/uapi/linux/major.h, drivers/char/mem.c).
        archive.AddDevice("/dev/console", 5, 1);
        archive.AddDevice("/dev/null", 1, 3);
        archive.AddFile("/init", File.ReadAllBytes(Init));
        foreach ((string name, string source) in GuestLibraries.Of(Architecture))
        {
            archive.AddFile(name, File.ReadAllBytes(source));
        }

        foreach ((string name, ReadOnlyMemory<byte> contents) in objects)
        {
            archive.AddFile($"{GuestFiles.Objects}/{name}", contents.Span);
        }

        archive.AddFile(GuestFiles.Skipped, Encoding.UTF8.GetBytes(string.Join('\n', skipped)));
        if (configuration is not null)
        {
            archive.AddFile(GuestFiles.KernelConfiguration, File.ReadAllBytes(configuration));
        }
    }
}
