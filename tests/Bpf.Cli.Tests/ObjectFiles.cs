using Bpf.Runtime.Tests.Support;

[assembly: AssemblyFixture(typeof(Bpf.Cli.Tests.ObjectFiles))]

namespace Bpf.Cli.Tests;

/// <summary>A folder with files to give to the command.</summary>
public sealed class ObjectFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-cli-");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Path of a file in the folder, which need not be there.</summary>
    public string this[string name] => Path.Combine(_directory.FullName, name);

    /// <summary>Path of the object of a C source beside the tests.</summary>
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
}
