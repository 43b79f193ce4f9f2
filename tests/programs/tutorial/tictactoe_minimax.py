"""Tic-tac-toe: two perfect players, minimax with memory."""
from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
EMPTY = "."


def show(board):
    for start in range(0, 9, 3):
        print("  ", " ".join(board[start:start + 3]))


def winner(board):
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != EMPTY:
            return board[a]
    return None


def moves(board):
    return [i for i, cell in enumerate(board) if cell == EMPTY]


def play(board, move, player):
    assert board[move] == EMPTY, f"cell {move} is taken by {board[move]}"
    return board[:move] + player + board[move + 1:]


def other(player):
    return "O" if player == "X" else "X"


@lru_cache(maxsize=None)
def score(board, player):
    """The outcome for `player`, who is to move: 1 wins, 0 draws, -1 loses."""
    if (who := winner(board)) is not None:
        return 1 if who == player else -1
    if EMPTY not in board:
        return 0
    return max(-score(play(board, move, player), other(player)) for move in moves(board))


def best(board, player):
    return max(moves(board), key=lambda move: -score(play(board, move, player), other(player)))


def game(first_move):
    board, player = play(EMPTY * 9, first_move, "X"), "O"
    while winner(board) is None and moves(board):
        board = play(board, best(board, player), player)
        player = other(player)
    return board


results = {}
for first in range(9):
    end = game(first)
    results.setdefault(winner(end), []).append(first)
    if first in (0, 4):
        print(f"first move {first}:")
        show(end)
print(results)
print("positions:", score.cache_info().currsize, score.cache_info().hits > 1000)
fork = "X...O...X"
print(best(fork, "O"), {move: score(play(fork, move, "O"), "X") for move in moves(fork)})
winning = [f"{board}: {score(board, 'X'):+d}" for board in ("XX.OO....", "X.O.O....", ".........")]
print(*winning, sep="\n")
play(game(4), 4, "O")
