using System.Text;

namespace Bpf.Shared;

/// <summary>The kernel's names of what a declaration of a kernel type names in the style of C#.</summary>
internal static class KernelNames
{
    /// <summary>Of a field: <c>ExitCode</c> and <c>exit_code</c> are <c>exit_code</c>.</summary>
    public static string OfField(string name) => SnakeCase(name);

    /// <summary>Of an enumerator: <c>MapTypeHash</c> and <c>MAP_TYPE_HASH</c> are <c>MAP_TYPE_HASH</c>.</summary>
    public static string OfEnumerator(string name) => SnakeCase(name).ToUpperInvariant();

    private static string SnakeCase(string name)
    {
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1]) && name[i - 1] != '_')
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
