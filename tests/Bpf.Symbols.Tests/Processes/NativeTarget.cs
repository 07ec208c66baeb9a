using System.Diagnostics;
using System.Globalization;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.Processes;

/// <summary>A running C program that prints the addresses of its functions.</summary>
internal sealed class NativeTarget : IDisposable
{
    private readonly Process _process;

    public NativeTarget(string path)
    {
        _process = Process.Start(new ProcessStartInfo(path) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        while (_process.StandardOutput.ReadLine()?.Split(' ') is [var name, var value] && name != "ready")
        {
            Addresses.Add(name, Parse(value));
        }
    }

    public Dictionary<string, ulong> Addresses { get; } = [];

    public int Id => _process.Id;

    /// <summary>Builds a program or library in a folder.</summary>
    public static string Build(DirectoryInfo folder, string source, string name, params string[] options)
    {
        string path = Path.Combine(folder.FullName, name);
        Tool.Run("gcc", ["-O1", "-o", path, Path.Combine(AppContext.BaseDirectory, "targets", source), .. options]);
        return path;
    }

    /// <summary>Sends a line and returns the value in the answer.</summary>
    public string Do(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? "";
    }

    /// <summary>Sends a line and returns the address in the answer.</summary>
    public ulong AddressFrom(string command) => Parse(Do(command).Split(' ')[1]);

    /// <summary>Ends the process and waits for its end.</summary>
    public void End()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            End();
        }

        _process.Dispose();
    }

    private static ulong Parse(string text) => text.StartsWith("0x", StringComparison.Ordinal) ? ulong.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
}
