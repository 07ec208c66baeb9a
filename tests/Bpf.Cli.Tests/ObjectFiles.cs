using System.Net.Sockets;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

[assembly: AssemblyFixture(typeof(Bpf.Cli.Tests.ObjectFiles))]

namespace Bpf.Cli.Tests;

/// <summary>A folder with input files for the command.</summary>
public sealed class ObjectFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-cli-");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Path of a file in the folder; it does not have to exist.</summary>
    public string this[string name] => Path.Combine(_directory.FullName, name);

    /// <summary>Path of the object of a C source of the tests.</summary>
    public string Object(string name, params string[] arguments)
        => Write($"{name}{string.Concat(arguments)}.bpf.o", CObject.Compile(name, arguments));

    /// <summary>Path of the object of C text.</summary>
    public string ObjectOf(string name, string text) => Write(name, CObject.CompileText(text));

    /// <summary>Writes a file.</summary>
    public string Write(string name, byte[] contents)
    {
        File.WriteAllBytes(this[name], contents);
        return this[name];
    }

    /// <summary>Path of a file that does not contain a readable object.</summary>
    /// <param name="kind">What it is, or a path of the system.</param>
    public string Odd(string kind)
    {
        string path = this[kind];
        switch (kind)
        {
            case "fifo" when !File.Exists(path):
                Tool.Run("mkfifo", path);
                return path;
            case "directory":
                return Directory.CreateDirectory(path).FullName;
            case "socket" when !File.Exists(path):
                using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    socket.Bind(new UnixDomainSocketEndPoint(path));
                }

                // In some versions, closing it removed the file.
                if (!File.Exists(path))
                {
                    Tool.Run("mknod", path, "p");
                }

                return path;
            case "loop" when new FileInfo(path).LinkTarget is null:
                File.CreateSymbolicLink(path, path);
                return path;
            case "empty":
                return Write(kind, []);
            case "text":
                return Write(kind, "#!/bin/sh\n"u8.ToArray());
            case "truncated":
                return Write(kind, File.ReadAllBytes(Object("globals"))[..300]);
            case "" or ['/', ..]:
                return kind;
            default:
                return path;
        }
    }
}
