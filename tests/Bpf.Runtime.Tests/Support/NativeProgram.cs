using Bpf.Testing;

namespace Bpf.Runtime.Tests.Support;

/// <summary>C programs of the tests that use libbpf, built by gcc on first use.</summary>
internal static class NativeProgram
{
    /// <summary>Path of the program.</summary>
    public static string Build(string name)
    {
        string program = Path.Combine(AppContext.BaseDirectory, name);
        Libbpf.Build(Path.Combine(AppContext.BaseDirectory, "native", name + ".c"), program);
        return program;
    }

    /// <summary>Runs the program, which must succeed, and returns its output.</summary>
    public static string Run(string program, params string[] arguments)
        => Tool.Run(program, arguments).Trim();
}
