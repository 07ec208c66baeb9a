using System.Text;

namespace Bpf.Shared;

/// <summary>Converts the C#-style names in declarations of kernel types to kernel names.</summary>
internal static class KernelNames
{
    /// <summary>Returns the kernel name of a field: <c>ExitCode</c> and <c>exit_code</c> are <c>exit_code</c>.</summary>
    public static string OfField(string name) => SnakeCase(name);

    /// <summary>Returns the kernel name of an enumerator: <c>MapTypeHash</c> and <c>MAP_TYPE_HASH</c> are <c>MAP_TYPE_HASH</c>.</summary>
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
