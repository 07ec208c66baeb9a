using Bpf.Testing;

namespace Bpf.Runtime.Tests.Support;

/// <summary>C programs beside the tests that use libbpf, built by gcc when they are first needed.</summary>
internal static class NativeProgram
{
    /// <summary>Path of the program.</summary>
    public static string Build(string name)
    {
        string program = Path.Combine(AppContext.BaseDirectory, name);
        Libbpf.Build(Path.Combine(AppContext.BaseDirectory, "native", name + ".c"), program);
        return program;
    }

    /// <summary>What the program writes; it must succeed.</summary>
    public static string Run(string program, params string[] arguments)
        => Tool.Run(program, arguments).Trim();
}
