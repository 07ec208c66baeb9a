namespace Bpf.Testing;

/// <summary>Builds C programs with gcc in a temporary folder.</summary>
internal sealed class CTarget : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-target-");

    public CTarget(string sourcePath, params string[] options)
    {
        Path = System.IO.Path.Combine(_directory.FullName, System.IO.Path.GetFileNameWithoutExtension(sourcePath));
        Tool.Run("gcc", ["-O1", "-g", "-o", Path, sourcePath, .. options]);
    }

    /// <summary>Path of the program.</summary>
    public string Path { get; }

    public void Dispose() => _directory.Delete(recursive: true);
}
