using System.Text;
using Bpf.Testing;

namespace Bpf.Benchmarks.Attach;

/// <summary>A program with the functions tf0, tf1 and so on. It reads numbers and calls that many of them, starting with the first.</summary>
internal sealed class ManyFunctions : IDisposable
{
    private const string Main =
        """
        #include <stdio.h>
        extern void (*const functions[])(void);
        int main(void)
        {
            long count;
            char line[32];
            setvbuf(stdout, NULL, _IOLBF, 0);
            while (fgets(line, sizeof(line), stdin)) {
                if (sscanf(line, "%ld", &count) != 1)
                    count = 0;
                for (long i = 0; i < count; i++)
                    functions[i]();
                puts("done");
            }
            return 0;
        }
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-many-");
    private int _copies;

    public ManyFunctions(int count)
    {
        Path = System.IO.Path.Combine(_directory.FullName, "many");
        string main = System.IO.Path.Combine(_directory.FullName, "main.c");
        string functions = System.IO.Path.Combine(_directory.FullName, "functions.s");
        File.WriteAllText(main, Main);
        File.WriteAllText(functions, Assembly(count));
        (int code, string output) = KernelLoad.Run("gcc", "-O1", "-o", Path, main, functions);
        Assert.True(code == 0, output);
    }

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>A fresh copy, so that no index of it is cached.</summary>
    public string Copy()
    {
        string copy = $"{Path}-{_copies++}";
        File.Copy(Path, copy);
        return copy;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    // Assembly, because a compiler would take a minute for that many functions.
    private static string Assembly(int count)
    {
        StringBuilder text = new(".text\n");
        StringBuilder table = new(".section .data.rel.ro,\"aw\"\n.globl functions\n.balign 8\nfunctions:\n");
        for (int i = 0; i < count; i++)
        {
            text.Append($".globl tf{i}\n.type tf{i}, %function\n.balign 4\ntf{i}: nop\nret\n.size tf{i}, .-tf{i}\n");
            table.Append($".8byte tf{i}\n");
        }

        return $"{text}{table}.section .note.GNU-stack,\"\",%progbits\n";
    }
}
