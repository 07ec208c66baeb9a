namespace Bpf.Cli;

/// <summary>Whether output may have colors: on terminals, unless the user does not want any.</summary>
internal static class Terminal
{
    /// <summary>True if standard output may have colors.</summary>
    public static bool OutputHasColors => !Console.IsOutputRedirected && WantsColors;

    /// <summary>True if standard error may have colors.</summary>
    public static bool ErrorHasColors => !Console.IsErrorRedirected && WantsColors;

    // https://no-color.org
    private static bool WantsColors
        => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
}
