namespace Bpf.Samples.Tests;

/// <summary>A copy of a program whose name no other process has.</summary>
internal sealed class ProgramCopy : IDisposable
{
    public ProgramCopy(string program)
    {
        Name = $"t{Guid.NewGuid():N}"[..15]; // The kernel's names of threads have 15 bytes.
        File = Path.Combine(Path.GetTempPath(), Name);
        System.IO.File.Copy(program, File);
    }

    public string Name { get; }

    public string File { get; }

    public void Dispose() => System.IO.File.Delete(File);
}
